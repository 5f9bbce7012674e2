// mocha loads reporters with require() and takes the module itself for the class.
module.exports = require('./reporter.ts').Reporter;
